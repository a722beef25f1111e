import { checkCoverage } from './check-coverage.ts'
import { readNotices } from './notices.ts'
import { tell } from './problem.ts'
import { problemsOfPublishing } from './publishing.ts'
import { readPacks } from './read-packs.ts'
import { problemsOfSignIn } from './sign-in-rules.ts'
import { problemsOfSubjects } from './subject-rules.ts'
import { problemsOfScreens } from './systems.ts'
import { problemsOfTemplates } from './templates.ts'

/**
 * What `yijian check-data` prints: every fault with its file, its place and its cure. Empty: all is well. `screens`: those of
 * the desk and the public, by id; without them nobody asks whether a system's screen is there.
 */
export function checkData(
  dataDir: string,
  screens?: ReadonlySet<string>,
): { readonly problems: readonly string[] } {
  const { packs, folders, problems } = readPacks(dataDir)
  const gaps = [...packs.areas].flatMap(([code, pack]) =>
    checkCoverage(`${folders.get(code) ?? code}/`, pack, packs.offences),
  )
  const notices = readNotices(dataDir)
  const desk = [
    ...problemsOfSignIn(dataDir),
    ...problemsOfTemplates(dataDir),
    ...problemsOfPublishing(dataDir),
    ...problemsOfSubjects(dataDir, packs.areas),
  ]
  const unserved = screens ? problemsOfScreens(packs.systems ?? [], screens) : []
  return { problems: [...problems, ...notices.problems, ...desk, ...unserved, ...gaps].map(tell) }
}
