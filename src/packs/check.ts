import { checkCoverage } from './check-coverage.ts'
import { readNotices } from './notices.ts'
import { tell } from './problem.ts'
import { readPacks } from './read-packs.ts'
import { problemsOfSignIn } from './sign-in-rules.ts'
import { problemsOfTemplates } from './templates.ts'

/** What `yijian check-data` prints: every fault with its file, its place and its cure. Empty: all is well. */
export function checkData(dataDir: string): { readonly problems: readonly string[] } {
  const { packs, folders, problems } = readPacks(dataDir)
  const gaps = [...packs.areas].flatMap(([code, pack]) =>
    checkCoverage(`${folders.get(code) ?? code}/`, pack, packs.offences),
  )
  const notices = readNotices(dataDir)
  const desk = [...problemsOfSignIn(dataDir), ...problemsOfTemplates(dataDir)]
  return { problems: [...problems, ...notices.problems, ...desk, ...gaps].map(tell) }
}
