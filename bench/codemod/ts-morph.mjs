/** The same insertions with ts-morph, one at a time as its manual shows them: `node ts-morph.mjs <edits.json>`. */
import { readFileSync } from "node:fs";
import { Project } from "ts-morph";

const project = new Project({ compilerOptions: { allowJs: true } });
let made = 0;
for (const { path, edits } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const file = project.addSourceFileAtPath(path);
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    if (start === end) file.insertText(start, text);
    else file.replaceText([start, end], text);
    made++;
  }
  file.getFullText();
  project.removeSourceFile(file);
}
console.log(made);
