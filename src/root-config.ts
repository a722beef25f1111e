import { z } from 'zod'

export const rootOptions = {
  ALLOW_ROOT: {
    value: z.enum(['no', 'yes']).default('no'),
    cure: 'yes where root may write into a STATE_DIR that belongs to another user, or no',
  },
} as const

/** Root keeps out of other users' folders, unless told. */
export const rootOf = ({
  ALLOW_ROOT: allow,
}: {
  readonly ALLOW_ROOT: 'no' | 'yes'
}): { readonly allowRoot: boolean } => ({ allowRoot: allow === 'yes' })
