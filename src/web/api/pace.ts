import { createSharedPace, type SharedPace } from '#service/shared-paces.ts'
import type { Web } from '../web.ts'

/** So many requests at once, and then five a second. */
const pace = { burst: 300, every: 200 }

/** What each token or partner has left at a door, at all processes together. */
export const createPaces = ({ world }: Web, door: string): SharedPace =>
  createSharedPace(world, door, pace)
