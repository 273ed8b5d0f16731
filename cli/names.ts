export const COMMANDS = ["migrate", "revert"] as const;
/** Names of commands that later versions have. */
export const LATER_COMMANDS = ["lint", "explain", "init", "doctor", "apply"] as const;
