const { entries } = require("./load.cjs") as { readonly entries: object };
const { scenario } = require("./scenario.cjs") as { readonly scenario: (entries: object) => Promise<void> };

void scenario(entries).then(() => console.log("done" satisfies string));
