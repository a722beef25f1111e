import { z } from 'zod'
import { fileSum, type SealedCopies } from '#vault/sealed-copies.ts'

/** One file of a copy, as it lies there. */
export interface CopiedFile {
  /** Below the folder of the copy. */
  readonly name: string
  readonly size: number
  /** SHA-256, in hexadecimal. */
  readonly digest: string
  /** Bytes before sealing; absent where the file was sealed already, piece by piece, as evidence is. */
  readonly plain?: number | undefined
}

const fileShape = z.strictObject({
  name: z.string().regex(/^(?:[\w-]+\/)?[\w.-]+$/),
  size: z.int().nonnegative(),
  digest: z.hex().length(64),
  plain: z.int().nonnegative().optional(),
})

const listShape = z.strictObject({
  product: z.literal('Yijian 医监'),
  form: z.literal(1),
  at: z.iso.datetime(),
  cases: z.int().nonnegative(),
  stateHash: z.hex().length(64),
  files: z.array(fileShape),
  proof: z.hex(),
})

/** What belongs to a copy, in its file `copy.json`; proved under the master key. */
export type CopyList = Readonly<z.infer<typeof listShape>>

export const listName = 'copy.json'

/** The list with its proof. */
export function provedList(
  list: Omit<CopyList, 'proof' | 'product' | 'form'>,
  { proof }: SealedCopies,
): CopyList {
  const whole = { product: 'Yijian 医监', form: 1, ...list } as const
  return { ...whole, proof: proof(JSON.stringify(whole)) }
}

/** `undefined`: no such list, or one that was cut off. */
export function readList(text: string): CopyList | undefined {
  try {
    return listShape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Whether nobody changed the list. */
export function isProved({ proof: given, ...list }: CopyList, { proof }: SealedCopies): boolean {
  return proof(JSON.stringify(list)) === given
}

/** Size and digest of a file under its name in the copy. */
export const listed = async (name: string, path: string): Promise<CopiedFile> => ({
  name,
  ...(await fileSum(path)),
})
