import type { Sealed } from '#service/sealed.ts'

/** What every page works with. */
export interface Web {
  readonly world: Sealed
  /** The address people type, without a slash at its end. */
  readonly publicUrl: string
  /** Cookies travel by https only. */
  readonly secure: boolean
}

export function webOf(world: Sealed, settings: { readonly publicUrl: string }): Web {
  const publicUrl = settings.publicUrl.replace(/\/+$/, '')
  return { world, publicUrl, secure: publicUrl.startsWith('https:') }
}
