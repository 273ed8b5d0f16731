/** The beginnings of everything the detectors look for, and what they look around for. */
export const ATOMS: readonly string[] = [
  ...'a@|a@b.|a@b.co |@|%40|a%40|a%40b.|"|\\"|"@|"a|@"|.|..|-|--|a.|a-|1.|1.1.1.1.|1.2.3.4 |1|12|123|1234 |4111-|4111 |4111|411111111111111|4111111111111111 |555-|(555)|(555) |(|(0)|+|+1 |+1|+44 |00|0|0049|01 |01.|1-|123-|123-45-|123-45-6789|123-45-6789-|2024-01-02|2024-|:|::|1:|a:|f::|::1|1::|fe80::|ffff:|%|%2|%eth0|/|/1|//|://|://a:|://a@|://a:b@|=|==|password=|password:"|token=|token= |secret:|a=b|&|sk-|sk-a|sk-abcdefghijklmnopqrstuv-|ghp_|a_|_|AIza|AKIA|eyJ|-eyJ|eyJhbGciOi.|J|eyJ.|SG.|SK|29.|Bearer |Basic a|-----BEGIN |phone |phone:|tel |order |call 4155552671 |4155552671 |4155552671;|tel 4155552671,|ext|x1|[|[1|]|@[|@[1.|REDACTED]|[REDACTED]|[EMAIL_REDACTED]|é|é@|例|例@例.|\n|\\n|\\n1| |  |\t|number is |number |is |to |ssn |ssn 212345678 |212345678;|212-34-5678;|upgraded to 1.1.1.1 |v1.1.1.1 |u@1.1.1.1 |xn--|x.xn--|aaaaaaaaaa|A1b2|😀|soc |1 (|1) |1 - |1/|1+|%20|%201'.split(
    "|",
  ),
  `-----BEGIN PRIVATE ${"KEY"}-----`,
];

/** `unit` again and again, up to `length`. */
export const fill = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** `open` again and again, then `close` as often: what brackets, quotes and paths do. */
export const nest = (open: string, close: string, length: number): string => {
  const times = Math.ceil(length / (open.length + close.length));
  return (open.repeat(times) + close.repeat(times)).slice(0, length);
};

type Random = (below: number) => number;

/** Numbers that are the same on every run of a seed. */
function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const atomAt = (random: Random): string => ATOMS[random(ATOMS.length)]!;

/** Two to five atoms at random. */
export function* unitsOf(count: number, seed = 1): Generator<string> {
  const random = randomOf(seed);
  for (let i = 0; i < count; i++) {
    let unit = "";
    for (let atoms = 2 + random(4); atoms > 0; atoms--) unit += atomAt(random);
    yield unit;
  }
}

/** What may be slower still: with an atom put in, without a part, with a part twice. */
export function mutated(unit: string, seed: number): readonly string[] {
  const random = randomOf(seed + 1);
  const at = random(unit.length + 1);
  const to = Math.min(unit.length, at + 1 + random(6));
  const cut = unit.slice(0, at) + unit.slice(to);
  return [
    unit.slice(0, at) + atomAt(random) + unit.slice(at),
    unit.slice(0, to) + unit.slice(at),
    ...(cut === "" ? [] : [cut]),
  ].filter(({ length }) => length <= 64);
}
