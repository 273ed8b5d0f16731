/** What a measured figure should be, in the unit of its ratio. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** One line of a table: what was measured, and how it stands to its peer. */
export type Row = {
  readonly what: string;
  /** Median and spread with the unit, e.g. `2.31 s (2.28–2.40)`: see {@link file://./measure.ts}. */
  readonly measured: string;
  /** More columns, in the order of the table's `columns`. */
  readonly more?: readonly string[] | undefined;
  /** The figure that the target is about; its row has no verdict where there is no target. */
  readonly figure?: number | undefined;
  /** How the figure is shown. @default `1.23 ×` */
  readonly shown?: string | undefined;
  readonly target?: Target | undefined;
  /** Unit of the target. @default `×` */
  readonly unit?: string | undefined;
};

export type Table = {
  readonly caption: string;
  /** Titles of the columns of `more`. */
  readonly columns?: readonly string[] | undefined;
  /** Title of the column of figures. @default `ratio` */
  readonly figures?: string | undefined;
  readonly rows: readonly Row[];
  /** Sentences below the table: what was compared, what it leaves out. */
  readonly notes?: readonly string[] | undefined;
};

export type BenchOptions = {
  /** Rounds that count; each has every case once. */
  readonly rounds: number;
  /** Rounds before those that count. @default 1 */
  readonly warmUp?: number | undefined;
  /** Folder to measure on instead of the packages that come with this repository. */
  readonly corpus?: string | undefined;
  /** How long what lasts is to last. */
  readonly minutes: number;
  /** Tells a person what goes on. */
  readonly say: (text: string) => void;
};

export type Bench = {
  /** Selects it: `npm run bench -- NAME`. */
  readonly name: string;
  readonly title: string;
  /** Runs only where it is named: it takes long. */
  readonly onDemand?: true;
  /** npm packages whose versions belong to the figures. */
  readonly packages: readonly string[];
  /** Page of `docs/` that has the section instead, between its comments. @default `benchmarks.md` */
  readonly document?: string | undefined;
  readonly run: (options: BenchOptions) => Promise<readonly Table[]>;
};

/** A section of `docs/benchmarks.md`. List it in `index.ts`. */
export const defineBench = (bench: Bench): Bench => bench;
