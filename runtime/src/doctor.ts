import type { Check, DoctorOptions, Examine, SettingRow } from "./doctor/check.ts";
import { configuration } from "./doctor/configuration.ts";
import { destination } from "./doctor/destination.ts";
import { errors } from "./doctor/errors.ts";
import { node } from "./doctor/node.ts";
import { admit } from "./doctor/patient.ts";
import { redaction } from "./doctor/redaction.ts";
import { sampling } from "./doctor/sampling.ts";
import { telemetry } from "./doctor/telemetry.ts";

export type { Check, DoctorOptions, SettingRow } from "./doctor/check.ts";

/** In the order in which they are shown. */
const CHECKS: readonly Examine[] = [node, configuration, destination, redaction, sampling, errors, telemetry];

export type Diagnosis = { readonly checks: readonly Check[]; readonly settings: readonly SettingRow[] };

/**
 * The deployment checklist: tries each part with the settings of the environment and the configuration file.
 * Never throws for what it finds. What only code sets is not known to it.
 * @example const { checks } = await diagnose({ network: false });
 */
export async function diagnose(options: DoctorOptions = {}): Promise<Diagnosis> {
  const patient = admit(options);
  const checks: Check[] = [];
  for (const examine of CHECKS) checks.push(...(await examine(patient)));
  return { checks, settings: patient.rows };
}
