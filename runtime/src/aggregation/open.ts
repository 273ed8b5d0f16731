import { BlogConfigError, problems } from "../config/error.ts";
import type { Settings } from "../config/settings.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { openCustom } from "../vendors/custom-aggregation.ts";
import { openRollbar } from "../vendors/rollbar.ts";
import { openSentry } from "../vendors/sentry.ts";
import { type Aggregator, type AggregatorParts, createAggregator } from "./aggregator.ts";
import type { Vendor } from "./vendor.ts";

/** Error aggregation as the settings ask for it. @throws {BlogConfigError} when the service cannot be opened */
export const openAggregator = (
  settings: Settings,
  { redactor, ...parts }: Omit<AggregatorParts, "vendor"> & { readonly redactor: Redactor },
): Aggregator => createAggregator({ ...parts, vendor: openVendor(settings, redactor) });

function openVendor(settings: Settings, redactor: Redactor): Vendor {
  switch (settings.errorAggregationService) {
    case "sentry":
      return openSentry(settings, redactor);
    case "rollbar":
      return openRollbar(settings);
    case "custom":
      if (settings.errorAggregationHandler === undefined) {
        throw new BlogConfigError([
          problems.wrongValue(
            "errorAggregationHandler",
            "not set",
            'a function where the service is "custom"',
            undefined,
          ),
        ]);
      }
      return openCustom(settings.errorAggregationHandler);
  }
}
