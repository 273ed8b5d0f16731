import type { Command, Option } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** What can stand behind a command's name; the program itself is the command without one. */
type Known = { readonly name: string; readonly about: string; readonly options: readonly Option[] };

/** A completion script. It holds everything, so that a tab starts no process. */
export function script(program: Command, shell: Shell): string {
  const commands = program.commands.map(knownOf);
  return SCRIPTS[shell](program.name(), knownOf(program), commands);
}

const knownOf = (command: Command): Known => ({
  name: command.name(),
  about: command.description(),
  options: command.createHelp().visibleOptions(command),
});

type Writer = (name: string, program: Known, commands: readonly Known[]) => string;

const SCRIPTS: Readonly<Record<Shell, Writer>> = { bash, zsh, fish };

const flagsOf = ({ long, short }: Option): readonly string[] => [long, short].filter((flag) => flag != null);
const functionOf = (name: string): string => `_${name.replace(/\W/g, "_")}`;
/** In single quotes, for any of the three. */
const quoted = (text: string): string => `'${text.replace(/'/g, "").replace(/\s+/g, " ")}'`;

/** Values of the option in front, else options where one is begun, else the commands and files. */
function bash(name: string, program: Known, commands: readonly Known[]): string {
  const fn = functionOf(name);
  const choices = new Map(
    [program, ...commands].flatMap(({ options }) =>
      options.flatMap((option) => flagsOf(option).map((flag) => [flag, option.argChoices ?? []] as const)),
    ),
  );
  const values = [...choices].filter(([, words]) => words.length > 0);
  const cases = commands.map(
    ({ name: command, options }) => `    ${command}) options="${options.flatMap(flagsOf).join(" ")}" ;;`,
  );
  return `# Completion of ${name} for bash
${fn}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" options at
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "\${COMP_WORDS[at]}" in ${commands.map((one) => one.name).join("|")}) command="\${COMP_WORDS[at]}"; break ;; esac
  done
  case "$before" in
${values.map(([flag, words]) => `    ${flag}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word")); return ;;`).join("\n")}
  esac
  case "$command" in
${cases.join("\n")}
    *) options="${program.options.flatMap(flagsOf).join(" ")}" ;;
  esac
  if [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$word")); return; fi
  COMPREPLY=($(compgen -f -- "$word"))
  if [[ -z "$command" && COMP_CWORD -eq 1 ]]; then COMPREPLY+=($(compgen -W "${commands.map((one) => one.name).join(" ")}" -- "$word")); fi
}
complete -o filenames -F ${fn} ${name}
`;
}

function zsh(name: string, program: Known, commands: readonly Known[]): string {
  const argument = (option: Option): string => {
    const about = quoted(option.description)
      .slice(1, -1)
      .replace(/[[\]:\\]/g, " ");
    const takes = option.required || option.optional;
    const value = option.argChoices ? `:value:(${option.argChoices.join(" ")})` : ":value:_files";
    return flagsOf(option)
      .map((flag) => `'${flag}[${about}]${takes ? value : ""}'`)
      .join(" ");
  };
  const list = (options: readonly Option[]): string => options.map(argument).join(" ");
  return `#compdef ${name}
# Completion of ${name} for zsh
${functionOf(name)}() {
  local -a commands
  commands=(
${commands.map((one) => `    ${quoted(`${one.name}:${one.about.replace(/:/g, " ")}`)}`).join("\n")}
  )
  case "\${words[2]}" in
${commands.map((one) => `    ${one.name}) shift words; ((CURRENT--)); _arguments ${list(one.options)} '*:file:_files' ;;`).join("\n")}
    *)
      ((CURRENT == 2)) && _describe command commands
      _arguments ${list(program.options)} '*:file:_files' ;;
  esac
}
if [ "$funcstack[1]" = ${quoted(functionOf(name))} ]; then ${functionOf(name)} "$@"; else compdef ${functionOf(name)} ${name}; fi
`;
}

function fish(name: string, program: Known, commands: readonly Known[]): string {
  const option = (condition: string, one: Option): string => {
    const { long, short, description, argChoices } = one;
    const parts = [
      `complete -c ${name} -n ${quoted(condition)}`,
      long ? `-l ${long.slice(2)}` : "",
      short ? `-s ${short.slice(1)}` : "",
      argChoices ? `-x -a ${quoted(argChoices.join(" "))}` : one.required ? "-r" : "",
      `-d ${quoted(description)}`,
    ];
    return parts.filter((part) => part !== "").join(" ");
  };
  const names = commands.map((one) => one.name).join(" ");
  const lines = [
    ...commands.map(
      (one) => `complete -c ${name} -n __fish_use_subcommand -a ${one.name} -d ${quoted(one.about)}`,
    ),
    ...program.options.map((one) => option(`not __fish_seen_subcommand_from ${names}`, one)),
    ...commands.flatMap((command) =>
      command.options.map((one) => option(`__fish_seen_subcommand_from ${command.name}`, one)),
    ),
  ];
  return `# Completion of ${name} for fish\n${lines.join("\n")}\n`;
}
