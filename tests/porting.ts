import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The snippets of examples/porting.md. */

export const portingFile = path.join(__dirname, '../examples/porting.md');

interface Snippet {
  readonly title: string;
  readonly languages: readonly string[];
  /** The output according to the document. */
  readonly output: readonly string[];
}

export interface Porting {
  readonly snippets: readonly Snippet[];
  /**
   * The TypeScript blocks as one module: what comes before the first heading as it is, then `sections`, by title. Every
   * line has the number that it has in the document.
   */
  readonly program: string;
}

export function readPorting(): Porting {
  const snippets: { title: string; languages: string[]; output: string[] }[] = [];
  const program: string[] = [];
  let language: string | undefined;
  for (const line of readFileSync(portingFile, 'utf8').split(/\r?\n/)) {
    const snippet = snippets.at(-1);
    let kept = '';
    if (line.startsWith('```')) {
      if (snippet && (language ?? line) === (language ? 'ts' : '```ts')) {
        kept = language ? '};' : `sections[${JSON.stringify(snippet.title)}] = async () => {`;
      }
      language = language === undefined ? line.slice(3) : undefined;
      if (language) snippet?.languages.push(language);
    } else if (language === 'ts') kept = line;
    else if (language === 'text') snippet?.output.push(line);
    else if (language === undefined && line.startsWith('## ')) {
      snippets.push({ title: line.slice(3), languages: [], output: [] });
    }
    program.push(kept);
  }
  program[0] = 'export const sections: Record<string, () => Promise<void>> = {};';
  return { snippets, program: program.join('\n') };
}
