import type { Sealed } from '#service/sealed.ts'
import { complain } from './output.ts'

/** Copies of the keys that still have an erased one, each with its cure. */
export async function staleCopies({ vault }: Pick<Sealed, 'vault'>): Promise<readonly string[]> {
  return (await vault.staleKeyCopies()).map(
    (file) =>
      `密钥副本 ${file} 里还有已经销毁的密钥，现在写不进去：让 serve 能写它所在的文件夹（磁盘接上、有空间、ReadWritePaths 里有它），一分钟内自动补写；或者直接销毁这个文件`,
  )
}

/** After keys were destroyed. */
export async function complainOfStale(world: Pick<Sealed, 'vault'>): Promise<void> {
  for (const cure of await staleCopies(world)) complain(cure)
}
