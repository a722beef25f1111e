import { readModel } from '#packs/model-file.ts'
import { readPacks, type ReadPacks } from '#packs/read-packs.ts'
import { decodeModel, type Model } from '#understanding/model.ts'

/** What a house takes from the data folder when it opens. */
export interface Data {
  readonly read: ReadPacks
  /** What was learned from the letters, decoded. Throws a PackError where it is missing. */
  readonly model: () => Model
}

/** Reads the data folder once; the model is read when it is first asked for. */
export function readData(dataDir: string): Data {
  let model: Model | undefined
  return {
    read: readPacks(dataDir),
    model: () => (model ??= decodeModel(readModel(dataDir))),
  }
}
