import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packError } from './problem.ts'

const FILE = 'national/model.bin'

/** The bytes of what was learned from `training/`. Throws a PackError where they are missing. */
export function readModel(dataDir: string): Uint8Array {
  const file = join(dataDir, FILE)
  if (!existsSync(file))
    throw packError([
      { file: FILE, field: '', cure: '没有这个文件。运行 yijian understanding train 生成' },
    ])
  return readFileSync(file)
}

/** Keeps what was learned; returns where. */
export function writeModel(dataDir: string, bytes: Uint8Array): string {
  const file = join(dataDir, FILE)
  writeFileSync(file, bytes)
  return file
}
