export const COMMANDS = ["migrate", "revert", "explain", "lint", "init"] as const;
/** Names of commands that later versions have. */
export const LATER_COMMANDS = ["doctor", "apply"] as const;
