import type { Context } from '../context';
import { doors } from '../doors';

/** ERROR_INVALID_PARAMETER: what some DLLs say of a name that begins like a decorated one. */
const invalidParameter = 87;

export async function run(context: Context<'undecorate'>, names: readonly string[]): Promise<void> {
  const { undecorate } = doors.session();
  const flags = context.options['name-only'] === true ? doors.raw().UNDNAME.NAME_ONLY : 0;
  const answers: { readonly name: string; readonly undecorated: string }[] = [];
  for (const name of names) {
    try {
      answers.push({ name, undecorated: await undecorate(name, flags) });
    } catch (error) {
      if ((error as { readonly win32Code?: number }).win32Code !== invalidParameter) throw error;
      context.fail(new Error(`${name} is no decorated name`, { cause: error }));
    }
  }
  if (context.options.json === true) await context.jsonList('names', answers);
  else await context.list(answers, ({ undecorated }) => undecorated);
}
