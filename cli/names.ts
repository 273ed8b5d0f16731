export const COMMANDS = ["migrate", "revert", "explain", "lint"] as const;
/** Names of commands that later versions have. */
export const LATER_COMMANDS = ["init", "doctor", "apply"] as const;
