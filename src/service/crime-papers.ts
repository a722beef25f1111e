import type { CrimeProposal } from '#core/crime.ts'
import { assess } from '#core/crime.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Transfer } from '#core/transfer.ts'
import type { Block } from '#paper/document.ts'
import { heading, letterHead, materialsOf, text, type Form, type FormGround } from './paper-form.ts'

const answers = { yes: '有', no: '没有', unsure: '还不清楚' } as const
const judged = { met: '具备', unsure: '尚有不清楚的', 'not-met': '不具备' } as const

/** Reports on a part, the latest last. */
export const proposalsOf = ({ file }: FormGround['file'], task: string): readonly CrimeProposal[] =>
  (file.proposals ?? []).filter((one) => one.task === task)

/** Who it is about, where and when: what the police need to begin. Nothing of the report itself. */
const about = ({ file }: FormGround): Block => {
  const { facts } = file.file
  return {
    kind: 'facts',
    rows: [
      ['当事人', facts.who ?? '待查'],
      ['地点', facts.where],
      ['发现时间', facts.when ?? '见调查报告'],
    ],
  }
}

/** 涉嫌犯罪案件移送书: with the list of annexes and the slip that the police sign. Who reported, and what, stays here. */
export function crimeLetterForm(
  ground: FormGround,
  letter: Transfer,
  proposal: CrimeProposal,
): Result<Form> {
  const { task, words } = ground
  const { decision } = proposal
  return ok({
    title: '涉嫌犯罪案件移送书',
    ...letterHead(ground, letter),
    body: [
      text(
        `我单位在依法查处违法行为过程中，发现下列案件涉嫌${proposal.crime}（${proposal.article}）。根据${letter.basis}，${decision ? `经${decision.head}于${words.fullDay(decision.on)}批准，` : ''}现移送你单位，请依法审查，并将立案或者不予立案的决定书面告知我单位。`,
      ),
      about(ground),
      heading('一、查明的情况'),
      text(proposal.text),
      heading('二、随案移送材料清单'),
      ...materialsOf(letter),
      heading('三、联系和保密'),
      text(`承办人：${proposal.team.join('、')}。`),
      text('案件线索来自群众的，不随案移送能认出举报人的材料。请为举报人保密。'),
      text('抄送：同级人民检察院。'),
      heading('回执'),
      text(`今收到${task.officeName}移送的案件移送书和所附材料共${letter.materials.length}项。`),
      text('接收单位（盖章）：　　　　　　　　接收人（签字）：'),
      text('年　　月　　日'),
    ],
  })
}

/** 移送涉嫌犯罪案件的报告: what the head of the organ decides on. */
export function crimeReportForm(ground: FormGround): Result<Form> {
  const { file, task } = ground
  const proposal = proposalsOf(file, task.task).at(-1)
  if (!proposal) return refuse('paper-not-yet', { step: '提出移送报告' })
  const { decision } = proposal
  return ok({
    title: '关于移送涉嫌犯罪案件的报告',
    issuer: task.officeName,
    signer: `${task.officeName}专案组`,
    to: '本机关负责人',
    body: [
      text(
        `经专案组（${proposal.team.join('、')}）核实，下列案件涉嫌${proposal.crime}（${proposal.article}），建议移送${proposal.organ}。`,
      ),
      about(ground),
      heading('一、查明的情况'),
      text(proposal.text),
      heading('二、移送标准检查'),
      ...proposal.elements.map((one) =>
        text(
          `${one.kind === 'all' ? '必须具备' : '情形之一'}：${one.text}——${answers[one.answer]}。`,
        ),
      ),
      text(`检查结果：${judged[assess(proposal.elements)]}。`),
      heading('三、材料'),
      ...proposal.annexes.map((one) =>
        text(`${one.name}：${one.material || `没有，${one.missing}`}。`),
      ),
      heading('四、负责人意见'),
      text(
        decision
          ? `${decision.granted ? '批准移送' : `不批准移送，理由：${decision.reason}`}。${decision.head}，${ground.words.fullDay(decision.on)}。`
          : '（批准移送／不批准移送）　　　　签字：　　　　　　年　　月　　日',
      ),
    ],
  })
}
