/** A scenario that cannot run here, and why. */
export class LeftOut extends Error {}
