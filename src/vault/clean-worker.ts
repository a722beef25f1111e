import { parentPort } from 'node:worker_threads'
import type { Cleaning } from './clean-image.ts'

/** One file, cleaned where it can neither hold up nor bring down the house. */
export interface CleaningJob {
  readonly how: 'heif' | 'pdf' | 'office'
  readonly bytes: Uint8Array
}

/** Only what this file needs is loaded. */
async function cleaned({ how, bytes }: CleaningJob): Promise<Cleaning | undefined> {
  switch (how) {
    case 'heif': {
      const { cleanHeif } = await import('./clean-heif.ts')
      return await cleanHeif(bytes)
    }
    case 'pdf': {
      const { cleanPdf } = await import('./clean-pdf.ts')
      return made(await cleanPdf(bytes))
    }
    case 'office': {
      const { cleanOffice } = await import('./clean-office.ts')
      return made(await cleanOffice(bytes))
    }
  }
}

const made = (bytes: Uint8Array | undefined): Cleaning | undefined => bytes && { bytes }

parentPort?.on('message', (job: CleaningJob) => {
  void cleaned(job)
    .catch(() => undefined)
    .then((result) => parentPort?.postMessage(result, []))
})
