import type { ConfigProblem } from "../config/error.ts";
import type { SettingName, Settings } from "../config/settings.ts";

/** One line of the checklist. */
export type Check = {
  /** Stable kebab-case name. */
  readonly id: string;
  readonly title: string;
  /** `skip`: not asked for, or not to be known here. */
  readonly status: "pass" | "fail" | "skip";
  readonly detail: string;
  /** What to do; only where it failed. */
  readonly remedy?: string | undefined;
};

/** A setting as it is in force, and where it is from. */
export type SettingRow = {
  readonly key: SettingName;
  /** Short, on one line; the keys of a DSN are hidden. */
  readonly value: string;
  /** `default`, the variable's name, or the file's path. */
  readonly from: string;
};

export type DoctorOptions = {
  /** Folder whose configuration file counts. @default the current folder */
  readonly folder?: string | undefined;
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether a test error and a test span may be sent to the services that are set. @default true */
  readonly network?: boolean | undefined;
  /** Text to try redaction on, beside samples of each kind. */
  readonly sample?: string | undefined;
  /** Records per second for the simulation of sampling. @default 5000 */
  readonly rate?: number | undefined;
};

/** What the checks look at. */
export type Patient = {
  readonly settings: Settings;
  readonly rows: readonly SettingRow[];
  readonly problems: readonly ConfigProblem[];
  readonly network: boolean;
  readonly sample: string | undefined;
  readonly rate: number;
};

export type Examine = (patient: Patient) => Promise<readonly Check[]> | readonly Check[];

type Named = Pick<Check, "id" | "title">;
export const pass = (check: Named, detail: string): Check => ({ ...check, status: "pass", detail });
export const skip = (check: Named, detail: string): Check => ({ ...check, status: "skip", detail });
export const fail = (check: Named, detail: string, remedy: string): Check => ({
  ...check,
  status: "fail",
  detail,
  remedy,
});

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
