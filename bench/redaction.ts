import { detect } from "../runtime/src/redaction/detect/scan.ts";
import { DETECTION_TYPES } from "../runtime/src/redaction/detect/types.ts";
import { type Case, readCorpus, SETS } from "../runtime/test/redaction-detect/corpus.ts";
import { type Detector, PII, type Score, score } from "../runtime/test/redaction-detect/scoring.ts";
import { defineBench, type Row, type Table } from "./define.ts";
import { installPeers } from "./peers.ts";
import { PEERS } from "./redaction/peers.ts";

const TYPES = { types: new Set(DETECTION_TYPES) };
const OURS = "blog-runtime";
const ours: Detector = (text) => detect(text, TYPES);

const CAPTIONS = {
  corpus: "Lines that the detectors were written against, a third of them held out",
  holdout: "Lines labelled before the detectors saw them; then corrected against them",
  fresh: "Lines of a second such set, in other styles; then corrected against them",
} as const satisfies Record<(typeof SETS)[number], string>;

/** `0.98 / 0.91`: precision and recall. */
const shown = ({ precision, recall }: Score["exact"]): string =>
  `${precision.toFixed(2)} / ${recall.toFixed(2)}`;

type Peers = readonly { readonly types: readonly string[]; readonly detect: Detector }[];

function row(cases: readonly Case[], type: (typeof PII)[number], peers: Peers): Row {
  const own = score(cases, ours, type);
  return {
    what: type,
    measured: String(own.wanted),
    more: [
      shown(own.touching),
      ...peers.map(({ types, detect }) =>
        types.includes(type) ? shown(score(cases, detect, type).touching) : "–",
      ),
    ],
    figure: Math.min(own.exact.precision, own.exact.recall),
    shown: shown(own.exact),
    target: { atLeast: 0.95 },
    unit: "",
  };
}

function table(set: (typeof SETS)[number], peers: Peers): Table {
  const cases = readCorpus(set);
  return {
    caption: `${CAPTIONS[set]} (${cases.length} lines)`,
    columns: [OURS, ...PEERS.map(({ name }) => name)],
    figures: `${OURS}, to the character`,
    rows: PII.map((type) => row(cases, type, peers)),
  };
}

export default defineBench({
  name: "redaction",
  title: "Precision and recall",
  packages: PEERS.map(({ name }) => name),
  document: "redaction.md",
  run: async ({ say }) => {
    installPeers(say);
    const peers = PEERS.map(({ types, detector }) => ({ types, detect: detector() }));
    return SETS.map((set) => table(set, peers));
  },
});
