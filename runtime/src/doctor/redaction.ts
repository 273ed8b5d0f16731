import { createRedactorFor } from "../redaction/redactor.ts";
import { type Check, type Examine, fail, type Patient, pass, skip } from "./check.ts";

const CHECK = { id: "redaction", title: "Redaction" };
const SAMPLE = { id: "redaction-sample", title: "Redaction of your sample" };

/** Made-up data of each kind, in a text around it. */
const SAMPLES = [
  ["redactEmailAddresses", "mail jane.doe+test@mail.example.com today", "jane.doe"],
  ["redactPhoneNumbers", "call +1 415 555 2671 today", "555"],
  ["redactCreditCards", "card 4111 1111 1111 1111 charged", "4111"],
  ["redactSsn", "ssn 123-45-6789 on file", "45-6789"],
  ["redactIpAddresses", "from 203.0.113.42 today", "203.0"],
  ["redactSecrets", `key sk-proj-${"a1B2c3D4".repeat(6)} used`, "sk-proj"],
] as const;

/** Does it replace what it should, with the settings in force and the user's own patterns? */
export const redaction: Examine = (patient) => {
  const { settings } = patient;
  if (!settings.enablePiiRedaction) return [skip(CHECK, "off (LOG_ENABLE_PII_REDACTION)"), ...own(patient)];
  const redactor = createRedactorFor(settings, () => {});
  const wanted = SAMPLES.filter(([key]) => settings[key]);
  const leaked = wanted.filter(([, text, secret]) => redactor.text(text).includes(secret));
  const custom = settings.customRedactionPatterns.length;
  if (leaked.length > 0) {
    const names = leaked.map(([key]) => key).join(", ");
    return [
      fail(CHECK, `not replaced: ${names}`, "This is a fault of blog-runtime: report it."),
      ...own(patient),
    ];
  }
  const off = SAMPLES.filter(([key]) => !settings[key]).map(([key]) => key);
  const left = off.length > 0 ? `; left as they are by your settings: ${off.join(", ")}` : "";
  return [
    pass(CHECK, `${wanted.length} kinds of made-up data replaced, ${custom} patterns of your own${left}`),
    ...own(patient),
  ];
};

/** The user's own text, as it would leave the process. */
function own({ settings, sample }: Patient): readonly Check[] {
  if (sample === undefined) return [];
  if (!settings.enablePiiRedaction)
    return [fail(SAMPLE, "redaction is off", "Set LOG_ENABLE_PII_REDACTION=true.")];
  const text = createRedactorFor(settings, () => {}).text(sample);
  return [
    text === sample
      ? fail(
          SAMPLE,
          "nothing in it was replaced",
          "Add what should be to customRedactionPatterns or redactPaths.",
        )
      : pass(SAMPLE, text),
  ];
}
