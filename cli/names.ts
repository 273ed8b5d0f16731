export const COMMANDS = ["migrate", "revert", "explain"] as const;
/** Names of commands that later versions have. */
export const LATER_COMMANDS = ["lint", "init", "doctor", "apply"] as const;
