import type { DataType } from '../../session/index';
import type { Context } from '../context';
import { doors } from '../doors';
import { withImage } from '../sessions';

const isMask = (name: string): boolean => /[*?[\]]/.test(name);

export async function run(context: Context<'types'>, [image = '', name = '']: readonly string[]): Promise<void> {
  const { depth, json } = context.options;
  await withImage(context, image, async (session) => {
    const types = isMask(name) ? session.types(name) : one(await session.type(name));
    const textOf = (type: DataType): string => doors.session().formatType(type);
    if (!isMask(name) && json !== true) {
      const text = await session.formatType(name, { depth });
      if (text !== null) await context.write(`${text}\n`);
      else context.fail(`${image} has no type ${name}`);
      return;
    }
    const count = await (json === true
      ? context.jsonList('types', types)
      : context.list(types, (type) => `${textOf(type)}\n`));
    if (count === 0) context.fail(`${image} has no type ${name}`);
  });
}

const one = (type: DataType | null): DataType[] => (type ? [type] : []);
