/**
 * Rows of stacks, by their beginnings. All addresses in them but the one of the first row are return addresses.
 */
interface FrameRow {
  /** Its first part, if any, is the number of the row, in decimal or hexadecimal digits. */
  readonly begins: RegExp;
  /** Whether the row has the address to which its function returns, besides that of the function's code. */
  readonly hasReturn?: true;
}

const wide = '[0-9a-f]{8}(?:`[0-9a-f]{8})?';

const frameRows: readonly FrameRow[] = [
  // `#1 0x7ff6f2c3d4af (app.exe+0x1234)`: Chromium, V8, sanitizers.
  { begins: /^[ \t]{0,32}#(\d{1,4})[ \t]{1,4}0x/ },
  // ` 1  app.exe + 0x1234`: minidump-stackwalk.
  { begins: /^ {0,3}(\d{1,4}) {2}[^\s+]{1,260} \+ 0x/ },
  { begins: /^ {0,3}(\d{1,4}) {2}[^\s!]{1,260}!/ },
  // ` 1: 00007FF6F2C3D4AF node::Abort+18`, `   1:     0x7ff6f2c3d4af - app::draw`: Node.js, Rust.
  { begins: /^[ \t]{0,8}(\d{1,4}): {1,6}(?:0x)?[0-9a-fA-F]{8,16}(?![0-9a-zA-Z])/ },
  // `\t(No symbol) [0x00007FF6F2C3D4AF]`, `\tbase::Draw [0x00007FF6F2C3D4AF+18]`: Chromium.
  { begins: /^\t[^[\n]{1,200}\[0x[0-9a-fx]{8,20}[\]+]/i },
  // WinDbg: `k`, `kn`, then `kb`, `kv` of 64-bit programs.
  { begins: new RegExp(`^(?:([0-9a-f]{2,3}) )?${wide} ${wide} `), hasReturn: true },
  { begins: new RegExp(`^(?:([0-9a-f]{2,3}) )?${wide} {1,8}: `), hasReturn: true },
];

/** No row begins with more. */
const longestBegin = 300;

/** What a line says of the addresses in it. */
export interface FrameRole {
  /** The index of its form; -1 for what is no row of a stack. */
  readonly form: number;
  readonly isFirst: boolean;
  readonly hasReturn: boolean;
}

export const noFrame: FrameRole = { form: -1, isFirst: true, hasReturn: false };

/** @param previous - the form of the line before, by which rows without numbers follow one another */
export function frameRole(text: string, lineStart: number, previous: number): FrameRole {
  const begin = text.slice(lineStart, lineStart + longestBegin);
  for (const [form, { begins, hasReturn = false }] of frameRows.entries()) {
    const match = begins.exec(begin);
    if (!match) continue;
    const isFirst = match[1] === undefined ? previous !== form : /^0+$/.test(match[1]);
    return { form, isFirst, hasReturn };
  }
  return noFrame;
}
