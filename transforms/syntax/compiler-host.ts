import { getLibFiles, libFolderInMemoryPath } from "@ts-morph/common";
import { ts } from "./ts.ts";

/**
 * A compiler host over the disk with an overlay of changed texts. Unchanged files keep their tree from one
 * program to the next. The standard library comes out of ts-morph, which carries it in memory.
 *
 * ts-morph's own `Project` is not used for checking: it does not tell ESM from CommonJS by package.json, and
 * reports what the compiler would not (TS1470 on `import.meta` under `nodenext`).
 */
export function createHost(options: ts.CompilerOptions): {
  readonly compilerHost: ts.CompilerHost;
  readonly overlay: (texts: ReadonlyMap<string, string>) => void;
} {
  const base = ts.createCompilerHost(options, true);
  const library = new Map(
    getLibFiles().map(({ fileName, text }) => [`${libFolderInMemoryPath}/${fileName}`, text]),
  );
  const changed = new Map<string, string>();
  const trees = new Map<string, ts.SourceFile>();
  const textOf = (path: string): string | undefined => changed.get(path) ?? library.get(path);
  const compilerHost: ts.CompilerHost = {
    ...base,
    getDefaultLibLocation: () => libFolderInMemoryPath,
    getDefaultLibFileName: (o) => `${libFolderInMemoryPath}/${ts.getDefaultLibFileName(o)}`,
    fileExists: (path) => textOf(path) !== undefined || base.fileExists(path),
    readFile: (path) => textOf(path) ?? base.readFile(path),
    getSourceFile: (path, language) => {
      const known = trees.get(path);
      if (known) return known;
      const text = compilerHost.readFile(path);
      if (text === undefined) return undefined;
      const tree = ts.createSourceFile(path, text.replace(/^\ufeff/, " "), language, true);
      trees.set(path, tree);
      return tree;
    },
  };
  return {
    compilerHost,
    overlay: (texts) => {
      for (const [path, text] of texts) {
        if (changed.get(path) === text) continue;
        changed.set(path, text);
        trees.delete(path);
      }
    },
  };
}
