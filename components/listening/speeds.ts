/** How fast a recording may be played; voices keep their pitch. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const
