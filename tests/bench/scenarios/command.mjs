import { compareCommand } from '../command-ends.mjs';

export const title = 'the command, to its end';

export const run = compareCommand;
