export const area = '500153'

const each = <T>(one: (n: number) => T): readonly T[] =>
  Array.from({ length: 10 }, (_, n) => one(n))

/** What the process of this name writes. */
export const offences = (name: string): readonly string[] => each((n) => `${name}${n + 1}`)
export const receivers = (name: string): readonly string[] =>
  each((n) => String(name.charCodeAt(0) * 1000 + n).padStart(6, '0'))
export const words = (name: string): readonly string[] => each((n) => `${name}-${n}`)
