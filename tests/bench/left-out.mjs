/** A scenario that cannot run here, with the reason. */
export class LeftOut extends Error {}
