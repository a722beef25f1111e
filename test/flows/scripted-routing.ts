import type { Values } from './scripted-understanding.ts'

const PLAN = { planIssuer: '区政府', planYear: '2019', clause: null, departmentName: null }

/** Who gets what of an offence, and why. */
export const routed = (offence: string): Values => {
  const lead = { ...PLAN, assigned: 'lead', departmentName: '区卫生健康委' }
  switch (offence) {
    case 'A1':
    case 'A2':
      return { ...lead, clause: '第三部分第九项', reply: '15 个工作日', replyBasis: 'practice' }
    case 'A5':
      return { ...lead, reply: '15 个工作日', replyBasis: 'practice' }
    case 'H1':
      return {
        ...lead,
        clause: '第三部分第九项',
        departmentName: '区市场监管局',
        reply: '7 个工作日',
        replyBasis: 'law',
      }
    case 'F1':
      return { ...PLAN, assigned: 'open', reply: null, replyBasis: 'none' }
    case 'G5':
      return {
        ...PLAN,
        assigned: 'by-function',
        departmentName: '区市场监管局',
        reply: null,
        replyBasis: 'none',
      }
    case 'I4':
      return { ...PLAN, assigned: 'receiver', reply: null, replyBasis: 'none' }
    default:
      return { ...PLAN, assigned: 'none', reply: null, replyBasis: 'none' }
  }
}
