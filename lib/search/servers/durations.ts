/** A time in milliseconds, for people. */
export const seconds = (time: number): string => `${String(Math.round(time / 100) / 10)} s`;
