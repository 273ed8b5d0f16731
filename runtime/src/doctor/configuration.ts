import { type Examine, fail, pass } from "./check.ts";

const CHECK = { id: "configuration", title: "Configuration" };

/** Are all settings of the file and the environment right? */
export const configuration: Examine = ({ rows, problems }) => {
  if (problems.length > 0) {
    const texts = problems.map(({ message }) => message).join("\n");
    return [
      fail(
        CHECK,
        texts,
        "Mend these: until then nothing of their source is applied but what protects people.",
      ),
    ];
  }
  const set = rows.filter(({ from }) => from !== "default").length;
  return [pass(CHECK, `${set} of ${rows.length} settings differ from their default; code may set more`)];
};
