// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are source texts
import fc from "fast-check";

/*
 * Random modules, as text: every statement that the engine has an opinion on, in random places. They end, they can be
 * run, and what they do is visible through `effect` and the legacy loggers.
 */

export type FunctionKind = "sync" | "async" | "generator" | "async-generator";

/** One statement: `open` ones need a semicolon or a line break behind them. */
type Piece = { readonly text: string; readonly open: boolean };

export type Layout = {
  readonly semicolons: boolean;
  readonly eol: string;
  readonly indent: string;
  /** Statements on one line here and there. */
  readonly dense: boolean;
};

export type Program = {
  readonly text: string;
  readonly extension: "js" | "cjs" | "mjs" | "ts" | "mts";
};

const open = (text: string): Piece => ({ text, open: true });
const closed = (text: string): Piece => ({ text, open: false });

/** Joins statements as a person would in this layout, with the semicolons that the language needs. */
function join(pieces: readonly Piece[], layout: Layout): string {
  const lines: string[] = [];
  for (const [n, { text, open: isOpen }] of pieces.entries()) {
    const hazard = /^[([`/+\-<]/.test(text) && !/^\/[/*]/.test(text);
    const start = !layout.semicolons && hazard && n > 0 ? ";" : "";
    lines.push(`${start}${text}${isOpen && layout.semicolons ? ";" : ""}`);
  }
  const isDense = layout.dense && layout.semicolons && !pieces.some(({ text }) => text.includes("//"));
  return lines.join(isDense ? " " : "\n");
}

const block = (pieces: readonly Piece[], layout: Layout): string => {
  if (pieces.length === 0) return layout.dense ? "{}" : "{ }";
  const inner = join(pieces, layout);
  if (layout.dense && !/\n|\/\//.test(inner)) return `{ ${inner} }`;
  return `{\n${inner.replace(/^(?=.)/gm, layout.indent)}\n}`;
};

/** The longer the block the longer its label, so that no label is used twice on the way in. */
function labelled(list: readonly Piece[], layout: Layout): Piece {
  const label = `here${join(list, layout).length}`;
  return closed(`${label}: ${block([...list, open(`break ${label}`)], layout)}`);
}

const NAMES = ["a", "b", "e", "error", "err", "data"] as const;

/** Expressions that a log call can be given. */
const { value } = fc.letrec<{ value: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      ...NAMES,
      "1",
      "'text'",
      '"it\\"s"',
      "`t`",
      "null",
      "undefined",
      "true",
      "/r[/]/g",
      "-1",
      "typeof a",
    ),
    fc.nat(9).map((n) => `effect(${n})`),
    fc.constantFrom(
      "state.n",
      "state.deep?.x",
      "state['n']",
      "state.missing?.y.z",
      "new Error('made')",
      "state.n++",
      "(b = 3)",
    ),
    fc.constantFrom(
      "state.counted",
      "state.deep.x",
      "a.b.c",
      "e.message",
      "error[0].x",
      "(state.deep = undefined)",
      "(a = null)",
    ),
  ),
  value: fc.oneof(
    { maxDepth: 2, depthIdentifier: "value" },
    tie("leaf"),
    fc.tuple(tie("value"), tie("value")).map(([x, y]) => `[${x}, ${y}]`),
    fc
      .tuple(tie("value"), tie("value"))
      .map(([x, y]) => `{ x: ${x}, ${y.startsWith("{") ? `...${y}` : `y: ${y}`} }`),
    tie("value").map((x) => `\`a \${${x}} b\``),
    fc
      .tuple(tie("leaf"), tie("leaf"), fc.constantFrom("+", "&&", "||", "??", "==="))
      .map(([x, y, op]) => `(${x} ${op} ${y})`),
    fc.tuple(tie("leaf"), tie("leaf"), tie("leaf")).map(([x, y, z]) => `(${x} ? ${y} : ${z})`),
    tie("value").map((x) => `String(${x})`),
    tie("value").map((x) => `JSON.stringify(${x})`),
  ),
}));

const text = fc.constantFrom(
  "'plain'",
  '"say \\"x\\""',
  "`tpl ${a}`",
  "'%s is %d'",
  "'100%'",
  "'a ' + b",
  "'error:'",
  "'ünï 😀'",
);
const LOGGERS = [
  "console.log",
  "console.error",
  "console.warn",
  "logger.info",
  "logger.error",
  "log.warn",
  "log.debug",
  "debug",
];

const logCall = fc
  .tuple(fc.constantFrom(...LOGGERS), text, fc.array(value, { maxLength: 2 }), fc.boolean())
  .map(([receiver, message, values, dataFirst]) => {
    const args =
      dataFirst && receiver.startsWith("logger") ? [...values.slice(0, 1), message] : [message, ...values];
    return `${receiver}(${args.join(", ")})`;
  });

type Grammar = { readonly list: fc.Arbitrary<readonly Piece[]> };

const grammars = new Map<string, Grammar>();

/** Statements of a function of some kind, in some layout; `inLoop` allows `continue` and `break`. */
function grammar(kind: FunctionKind, layout: Layout): Grammar {
  const key = JSON.stringify([kind, layout]);
  const known = grammars.get(key) ?? createGrammar(kind, layout);
  grammars.set(key, known);
  return known;
}

function createGrammar(kind: FunctionKind, layout: Layout): Grammar {
  const awaits = kind === "async" || kind === "async-generator";
  const yields = kind === "generator" || kind === "async-generator";
  const special = [
    ...(awaits
      ? ["await null", "await effect(5)", "await Promise.reject(new Error('p')).catch(() => null)"]
      : []),
    ...(awaits ? ["await Promise.reject('r').then((x) => x, () => {})", "await console.log('awaited')"] : []),
    ...(yields
      ? ["yield a", "effect(yield b)", "console.log('yielded', yield 1)", "logger.info(yield)"]
      : []),
  ];
  const simple = fc.oneof(
    { weight: 5, arbitrary: logCall.map(open) },
    { weight: 2, arbitrary: value.map((v) => open(`effect(${v})`)) },
    { weight: 1, arbitrary: value.map((v) => open(`a = ${v}`)) },
    { weight: 1, arbitrary: fc.constantFrom(...special, "state.n += 1", "b++", "debugger").map(open) },
    { weight: 1, arbitrary: logCall.map((l) => open(`a && ${l}`)) },
    { weight: 1, arbitrary: fc.tuple(logCall, logCall).map(([x, y]) => open(`b ? ${x} : ${y}`)) },
    { weight: 1, arbitrary: fc.tuple(logCall, value).map(([x, y]) => open(`${x}, effect(${y})`)) },
    { weight: 1, arbitrary: logCall.map((l) => open(`[1, 2].forEach((x) => ${l})`)) },
    { weight: 1, arbitrary: logCall.map((l) => open(`(() => ${l})()`)) },
    { weight: 1, arbitrary: logCall.map((l) => open(`void ${l}`)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(logCall, fc.constantFrom("// note", "/* note */", "// eslint-disable-line", "// @ts-ignore"))
        .map(([l, c]) => closed(`${l}${layout.semicolons ? ";" : ""} ${c}`)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          "// a comment",
          "/* block */",
          "// eslint-disable-next-line no-x",
          "/* istanbul ignore next */",
          "// prettier-ignore",
        )
        .map((c) => closed(`${c}\neffect(0)${layout.semicolons ? ";" : ""}`)),
    },
  );
  const semi = layout.semicolons ? ";" : "";
  const leave = fc.oneof(
    value.map((v) => open(`return ${v}`)),
    fc.constantFrom("return", "throw new Error('thrown')", "throw a").map(open),
    logCall.map((l) => open(`return ${l}`)),
  );
  const handlerEnd = fc.oneof(
    fc.constant(undefined),
    leave,
    fc.constantFrom("throw e", "effect(String(e))", "state.last = e").map(open),
  );
  const { list } = fc.letrec<{ list: readonly Piece[]; statement: Piece; body: string }>((tie) => ({
    list: fc.array(tie("statement"), { maxLength: 4, depthIdentifier: "s" }),
    body: fc.oneof(
      { maxDepth: 3, depthIdentifier: "s" },
      simple.filter((p) => p.open).map((p) => `${p.text}${semi}`),
      tie("list").map((l) => block(l, layout)),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthIdentifier: "s", withCrossShrink: true },
      { weight: 6, arbitrary: simple },
      { weight: 2, arbitrary: fc.tuple(value, tie("body")).map(([v, s]) => closed(`if (${v}) ${s}`)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(value, tie("list"), tie("body"))
          .map(([v, l, s]) => closed(`if (${v}) ${block(l, layout)} else ${s}`)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            value,
            simple.filter((p) => p.open),
            tie("body"),
          )
          .map(([v, t, s]) => closed(`if (${v}) ${t.text}${layout.semicolons ? ";" : "\n"} else ${s}`)),
      },
      { weight: 1, arbitrary: tie("body").map((s) => closed(`for (let i = 0; i < 2; i++) ${s}`)) },
      {
        weight: 1,
        arbitrary: tie("list").map((l) =>
          closed(
            `for (const x of [1, 2]) ${block([...l, open("if (x > 1) break"), open("continue")], layout)}`,
          ),
        ),
      },
      { weight: 1, arbitrary: tie("list").map((l) => labelled(l, layout)) },
      { weight: 1, arbitrary: leave.map((p) => closed(`if (a === 3) ${p.text}${semi}`)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie("list"), tie("list"), handlerEnd)
          .map(([t, c, end]) =>
            closed(
              `try ${block([...t, open("throw new Error('tried')")], layout)} catch (e) ${block(end ? [...c, end] : c, layout)}`,
            ),
          ),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie("list"), tie("list"), fc.option(leave))
          .map(([t, c, end]) =>
            closed(`try ${block(t, layout)} catch ${block(end ? [...c, end] : c, layout)}`),
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie("list"), tie("list"), tie("list"))
          .map(([t, c, f]) =>
            closed(`try ${block(t, layout)} catch (err) ${block(c, layout)} finally ${block(f, layout)}`),
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie("list"), tie("list"))
          .map(([t, f]) => closed(`try ${block(t, layout)} finally ${block(f, layout)}`)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie("list"), tie("list"))
          .map(([x, y]) =>
            closed(
              `switch (a) {\ncase 1:\n${join(x, layout)}\n// falls through\ncase 2: ${join([...y, open("break")], layout)}\ndefault:\n}`,
            ),
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie("list"), handlerEnd)
          .map(([l, end]) =>
            open(
              `((err) => ${block(end ? [...l.filter((p) => !/\b(await|yield)\b/.test(p.text)), open("var e = err"), end] : [], layout)})(state.n > 2 ? a : null)`,
            ),
          ),
      },
    ),
  }));
  return { list };
}

const PREFIX: Readonly<Record<FunctionKind, { readonly declaration: string; readonly method: string }>> = {
  sync: { declaration: "function", method: "" },
  async: { declaration: "async function", method: "async " },
  generator: { declaration: "function*", method: "*" },
  "async-generator": { declaration: "async function*", method: "async *" },
};

const kindOf = fc.constantFrom<FunctionKind>("sync", "async", "async", "generator", "async-generator");

/** The names that statements speak of; a body without them stays as short as it is. */
function declared(list: readonly Piece[], typed: boolean): readonly Piece[] {
  if (!list.some(({ text }) => /\b(?:e|err|data)\b/.test(text))) return [];
  const any = typed ? ": any" : "";
  return [open(`var e${any}, err${any}, data${any} = { a }`)];
}

type Unit = { readonly text: string; readonly name: string };

/** A declaration, an expression, a class or an object with functions. */
function unit(n: number, typed: boolean, layout: Layout): fc.Arbitrary<Unit> {
  const parameters = typed ? "(a: any, b: any = a, ...error: any[])" : "(a, b = a, ...error)";
  const body = (kind: FunctionKind): fc.Arbitrary<string> =>
    grammar(kind, layout).list.map((l) => block([...declared(l, typed), ...l], layout));
  const declaration = kindOf.chain((kind) =>
    body(kind).map((b) => ({ name: `f${n}`, text: `${PREFIX[kind].declaration} f${n}${parameters} ${b}` })),
  );
  const arrow = fc.constantFrom("", "async ").chain((prefix) =>
    body(prefix === "" ? "sync" : "async").map((b) => ({
      name: `f${n}`,
      text: `const f${n} = ${prefix}${parameters} => ${b}${layout.semicolons ? ";" : ""}`,
    })),
  );
  const short = logCall.map((l) => ({
    name: `f${n}`,
    text: `const f${n} = async ${parameters} => [await ${l.replace(/\b(e|err|data)\b/g, "a")}, effect(1)]${layout.semicolons ? ";" : ""}`,
  }));
  const method = (name: string): fc.Arbitrary<string> =>
    fc
      .tuple(kindOf, fc.constantFrom("", "static "))
      .chain(([kind, modifier]) =>
        body(kind).map((b) => `${modifier}${PREFIX[kind].method}${name}${parameters} ${b}`),
      );
  const classLike = fc.tuple(method("one"), method("two"), fc.boolean()).map(([x, y, isExpression]) => ({
    name: `f${n}`,
    text: isExpression
      ? `const f${n} = class ${block([closed(x), closed(y)], layout)}${layout.semicolons ? ";" : ""}`
      : `class f${n} ${block([closed(x), closed(y)], layout)}`,
  }));
  return fc.oneof(declaration, declaration, arrow, short, classLike);
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  semicolons: fc.boolean(),
  eol: fc.constantFrom("\n", "\n", "\r\n"),
  indent: fc.constantFrom("  ", "    ", "\t"),
  dense: fc.boolean(),
});

/** A whole module. */
export const program: fc.Arbitrary<Program> = fc
  .tuple(
    layouts,
    fc.constantFrom<Program["extension"]>("js", "cjs", "mjs", "ts", "mts"),
    fc.boolean(),
    fc.boolean(),
  )
  .chain(([layout, extension, strict, finalNewline]) => {
    const typed = extension.endsWith("ts");
    const esm = typed || extension === "mjs";
    const semi = layout.semicolons ? ";" : "";
    return fc.tuple(unit(1, typed, layout), unit(2, typed, layout), unit(3, typed, layout)).map((units) => {
      const head = [
        ...(strict ? [`"use strict"${semi}`] : []),
        ...(esm
          ? [
              `import pino from 'pino'${semi}`,
              `import winston from 'winston'${semi}`,
              `import createDebug from 'debug'${semi}`,
            ]
          : [
              `const pino = require('pino')${semi}`,
              `const winston = require('winston')${semi}`,
              `const createDebug = require('debug')${semi}`,
            ]),
        `const logger = pino()${semi}`,
        `const log = winston.createLogger({})${semi}`,
        `const debug = createDebug('app')${semi}`,
        `const state${typed ? ": any" : ""} = { n: 1, deep: { x: 1 }, get counted() { return effect(6) } }${semi}`,
      ];
      const names = units.map(({ name }) => name).join(", ");
      const tail = esm ? `export { ${names} }${semi}` : `module.exports = { ${names} }${semi}`;
      const lines = [...head, ...units.map((u) => u.text), tail].join("\n") + (finalNewline ? "\n" : "");
      return { text: lines.replaceAll("\n", layout.eol), extension };
    });
  });
