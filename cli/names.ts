export const COMMANDS = ["migrate", "revert", "explain", "lint", "init", "doctor"] as const;
/** Names of commands that later versions have. */
export const LATER_COMMANDS = ["apply"] as const;
