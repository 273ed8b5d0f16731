/** A jscodeshift transform of the user's, as the configuration names it. */
export type Codemod = {
  /** For reports: its path from the current folder. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Third argument of the transform. */
  readonly options: Readonly<Record<string, unknown>>;
  /** @default the one that the transform exports, else by the file's ending */
  readonly parser?: string | undefined;
  /** Glob of relative paths that it is for. @default all */
  readonly files?: string | undefined;
  /** Milliseconds for one file. */
  readonly timeLimit: number;
};

/** Why a transform's change of a file is not made; the sentence begins with the transform's name. */
export type StepFailure =
  | "transform-threw"
  | "transform-result"
  | "transform-syntax"
  | "transform-literals"
  | "transform-timeout"
  | "transform-ended";

/** What somebody should hear of a transform that worked. */
export type Message = { readonly code: "report" | "printed" | "stats"; readonly text: string };

/** What a thread is told: one transform over one text. */
export type Step = { readonly codemod: number; readonly path: string; readonly text: string };

export type StepResult = { readonly messages: readonly Message[] } & (
  | { readonly kind: "changed"; readonly text: string }
  | { readonly kind: "unchanged" }
  | { readonly kind: "failed"; readonly code: StepFailure; readonly reason: string }
);

/** What a thread says. */
export type Said =
  | { readonly kind: "ready" }
  | { readonly kind: "unloadable"; readonly codemod: number; readonly reason: string }
  | { readonly kind: "done"; readonly result: StepResult };
