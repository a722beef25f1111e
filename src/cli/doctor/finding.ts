/** One thing that was looked at: well, or what to do. */
export interface Finding {
  readonly about:
    | 'clock'
    | 'packs'
    | 'disk'
    | 'serve'
    | 'store'
    | 'keys'
    | 'evidence'
    | 'audit'
    | 'messages'
    | 'webhooks'
    | 'certificates'
    | 'canary'
    | 'areas'
  readonly well: boolean
  readonly say: string
}

export const well = (about: Finding['about'], say: string): Finding => ({ about, well: true, say })

export const toDo = (about: Finding['about'], say: string): Finding => ({
  about,
  well: false,
  say,
})

/** The first few by name, and how many there are. */
export const some = (names: readonly string[]): string =>
  names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')} 等 ${names.length} 个`
