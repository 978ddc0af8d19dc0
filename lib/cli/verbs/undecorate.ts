import type { Context } from '../context';
import { doors } from '../doors';

export async function run(context: Context<'undecorate'>, names: readonly string[]): Promise<void> {
  const { undecorate } = doors.session();
  const flags = context.options['name-only'] === true ? doors.raw().UNDNAME.NAME_ONLY : 0;
  const answers: { readonly name: string; readonly undecorated: string }[] = [];
  for (const name of names) answers.push({ name, undecorated: await undecorate(name, flags) });
  if (context.options.json === true) await context.jsonList('names', answers);
  else await context.list(answers, ({ undecorated }) => undecorated);
}
