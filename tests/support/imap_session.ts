import type { Socket } from 'node:net'
import type { ImapServer, Mailbox, StoredMail } from '#tests/support/imap_server'

type Word = string | Word[]

/** One client of the server: reads commands with their literals, answers each with its tag. */
export class ImapSession {
  isIdling = false
  #buffer = Buffer.alloc(0)
  #isSignedIn = false
  #box: Mailbox | null = null
  #path = ''
  #idleTag = ''
  /** Waits for the rest of AUTHENTICATE. */
  #plainTag = ''

  constructor(
    private readonly server: ImapServer,
    private readonly socket: Socket
  ) {
    socket.on('data', (chunk) => this.#read(chunk))
    if (!server.troubles.isMute)
      this.#say('* OK [CAPABILITY ' + server.capabilities.join(' ') + '] ready')
  }

  tellOfNew(path: string) {
    if (this.#box && this.#path === path) this.#say(`* ${this.#box.mails.length} EXISTS`)
  }

  #say(line: string) {
    if (!this.socket.destroyed) this.socket.write(line + '\r\n')
  }

  #read(chunk: Buffer) {
    if (this.server.troubles.isMute) return
    this.#buffer = Buffer.concat([this.#buffer, chunk])
    for (let command = this.#take(); command !== null; command = this.#take()) this.#answer(command)
  }

  /** A whole command with the literals put in as quoted words; null while some of it is under way. */
  #take(): string | null {
    let at = 0
    let line = ''
    for (;;) {
      const end = this.#buffer.indexOf('\r\n', at)
      if (end === -1) return null
      const part = this.#buffer.toString('utf8', at, end)
      const literal = /\{(\d+)(\+?)\}$/.exec(part)
      if (!literal) {
        this.#buffer = this.#buffer.subarray(end + 2)
        return line + part
      }
      const start = end + 2
      if (this.#buffer.length < start + Number(literal[1])) {
        if (!literal[2] && this.#buffer.length === start) this.#say('+ go on')
        return null
      }
      const text = this.#buffer.toString('utf8', start, start + Number(literal[1]))
      line += part.slice(0, literal.index) + quote(text)
      at = start + Number(literal[1])
    }
  }

  #answer(line: string) {
    if (this.#plainTag) return this.#finishPlain(line)
    if (this.isIdling && line.toUpperCase() === 'DONE') {
      this.isIdling = false
      return this.#say(`${this.#idleTag} OK done`)
    }
    const [tag, ...words] = wordsOf(line)
    let name = String(words.shift() ?? '').toUpperCase()
    if (name === 'UID') name += ` ${String(words.shift()).toUpperCase()}`
    this.server.commands.push(name)
    const { hangsAt, dropsAt } = this.server.troubles
    if (hangsAt === name) return
    if (dropsAt === name) return void this.socket.destroy()
    const isOpen = ['CAPABILITY', 'NOOP', 'LOGOUT', 'ID', 'LOGIN', 'AUTHENTICATE'].includes(name)
    if (!this.#isSignedIn && !isOpen) return this.#say(`${tag} BAD sign in first`)
    this.#run(String(tag), name, words)
  }

  #run(tag: string, name: string, words: Word[]) {
    const ok = (text = 'done') => this.#say(`${tag} OK ${text}`)
    switch (name) {
      case 'CAPABILITY':
        this.#say('* CAPABILITY ' + this.server.capabilities.join(' '))
        return ok()
      case 'ID':
        this.#say('* ID ("name" "test")')
        return ok()
      case 'NOOP':
        return ok()
      case 'LOGOUT':
        this.#say('* BYE')
        ok()
        return void this.socket.end()
      case 'LOGIN':
        return this.#signIn(tag, String(words[0]), String(words[1]))
      case 'AUTHENTICATE':
        this.#plainTag = tag
        return words[1] ? this.#finishPlain(String(words[1])) : this.#say('+ ')
      case 'NAMESPACE':
        this.#say('* NAMESPACE (("" "/")) NIL NIL')
        return ok()
      case 'LIST':
      case 'LSUB':
        if (words[1] === '') this.#say(`* ${name} (\\Noselect) "/" ""`)
        else
          for (const path of this.#matching(String(words[1])))
            this.#say(`* ${name} () "/" ${quote(path)}`)
        return ok()
      case 'CREATE':
        if (this.server.boxes.has(String(words[0])))
          return this.#say(`${tag} NO [ALREADYEXISTS] there`)
        this.server.boxes.set(String(words[0]), { uidNext: 1, mails: [] })
        return ok()
      case 'SUBSCRIBE':
      case 'ENABLE':
        return ok()
      case 'STATUS':
        return this.#status(tag, String(words[0]))
      case 'SELECT':
      case 'EXAMINE':
        return this.#select(tag, String(words[0]), name === 'EXAMINE')
      case 'IDLE':
        this.isIdling = true
        this.#idleTag = tag
        return this.#say('+ idling')
    }
    if (!this.#box) return this.#say(`${tag} BAD ${name} is not known here`)
    switch (name) {
      case 'UID SEARCH':
        this.#say(
          '* SEARCH ' +
            this.#search(words)
              .map(({ uid }) => uid)
              .join(' ')
        )
        return ok()
      case 'UID FETCH':
        return this.#fetch(tag, words)
      case 'UID STORE':
        this.#store(words)
        return ok()
      case 'UID COPY':
      case 'UID MOVE':
        return this.#copy(tag, words, name === 'UID MOVE')
      case 'EXPUNGE':
      case 'UID EXPUNGE':
        this.#expunge(({ flags }) => flags.has('\\Deleted'))
        return ok()
      case 'CLOSE':
      case 'UNSELECT':
        this.#box = null
        return ok()
    }
    this.#say(`${tag} BAD ${name} is not known here`)
  }

  #finishPlain(line: string) {
    const tag = this.#plainTag
    this.#plainTag = ''
    const [, user = '', password = ''] = Buffer.from(line, 'base64').toString('utf8').split('\0')
    this.#signIn(tag, user, password)
  }

  #signIn(tag: string, user: string, password: string) {
    const { troubles } = this.server
    if (troubles.hangsAt === 'LOGIN') return
    if (troubles.refusesLogin) return this.#say(`${tag} NO ${troubles.refusesLogin}`)
    if (user !== this.server.user || password !== this.server.password) {
      return this.#say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`)
    }
    this.#isSignedIn = true
    this.#say(`${tag} OK [CAPABILITY ${this.server.capabilities.join(' ')}] welcome`)
  }

  #matching(pattern: string): string[] {
    return [...this.server.boxes.keys()].filter(
      (path) => pattern === '*' || pattern === '%' || pattern === path
    )
  }

  #status(tag: string, path: string) {
    const box = this.server.boxes.get(path)
    if (!box) return this.#say(`${tag} NO [NONEXISTENT] no such mailbox`)
    this.#say(
      `* STATUS ${quote(path)} (MESSAGES ${box.mails.length} UIDNEXT ${box.uidNext} UIDVALIDITY 1)`
    )
    this.#say(`${tag} OK done`)
  }

  #select(tag: string, path: string, readOnly: boolean) {
    const box = this.server.boxes.get(path)
    if (!box) return this.#say(`${tag} NO [NONEXISTENT] no such mailbox`)
    this.#box = box
    this.#path = path
    this.#say('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)')
    this.#say('* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] these')
    this.#say(`* ${box.mails.length} EXISTS`)
    this.#say('* 0 RECENT')
    this.#say('* OK [UIDVALIDITY 1] valid')
    this.#say(`* OK [UIDNEXT ${box.uidNext}] next`)
    this.#say(`${tag} OK [${readOnly ? 'READ-ONLY' : 'READ-WRITE'}] selected`)
  }

  #search(words: Word[]): StoredMail[] {
    const keys = words.map((word) => String(word).toUpperCase())
    return this.#box!.mails.filter(({ flags }) => !keys.includes('UNSEEN') || !flags.has('\\Seen'))
  }

  #chosen(set: Word): { mail: StoredMail; number: number }[] {
    const ranges = String(set)
      .split(',')
      .map((range) => range.split(':').map((end) => (end === '*' ? Infinity : Number(end))))
    return this.#box!.mails.map((mail, at) => ({ mail, number: at + 1 })).filter(({ mail }) =>
      ranges.some(([from, to = from]) => mail.uid >= from && mail.uid <= to)
    )
  }

  #fetch(tag: string, [set, items]: Word[]) {
    for (const { mail, number } of this.#chosen(set)) {
      const answer: Buffer[] = [Buffer.from(`* ${number} FETCH (UID ${mail.uid}`)]
      for (const item of (Array.isArray(items) ? items : [items]).map(String)) {
        answer.push(...fetched(item, mail))
      }
      answer.push(Buffer.from(')\r\n'))
      const whole = Buffer.concat(answer)
      const { dropsAfter } = this.server.troubles
      if (dropsAfter !== undefined && whole.length > dropsAfter) {
        this.socket.write(whole.subarray(0, dropsAfter), () => this.socket.destroy())
        return
      }
      this.socket.write(whole)
    }
    this.#say(`${tag} OK done`)
  }

  #store([set, how, flags]: Word[]) {
    for (const { mail, number } of this.#chosen(set)) {
      for (const flag of (Array.isArray(flags) ? flags : [flags]).map(String)) {
        if (String(how).startsWith('-')) mail.flags.delete(flag)
        else mail.flags.add(flag)
      }
      if (!String(how).toUpperCase().includes('SILENT')) {
        this.#say(`* ${number} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}))`)
      }
    }
  }

  #copy(tag: string, [set, path]: Word[], isMove: boolean) {
    const target = this.server.boxes.get(String(path))
    if (!target) return this.#say(`${tag} NO [TRYCREATE] no such mailbox`)
    const mails = this.#chosen(set).map(({ mail }) => mail)
    const uids = mails.map((mail) => {
      target.mails.push({ ...mail, uid: target.uidNext, flags: new Set(mail.flags) })
      return target.uidNext++
    })
    const code =
      mails.length > 0
        ? `[COPYUID 1 ${mails.map(({ uid }) => uid).join(',')} ${uids.join(',')}] `
        : ''
    if (isMove) {
      this.#say(`* OK ${code}moved`)
      this.#expunge((mail) => mails.includes(mail))
    }
    this.#say(`${tag} OK ${isMove ? '' : code}done`)
  }

  #expunge(goes: (mail: StoredMail) => boolean) {
    const { mails } = this.#box!
    for (let at = mails.length - 1; at >= 0; at -= 1) {
      if (!goes(mails[at])) continue
      mails.splice(at, 1)
      this.#say(`* ${at + 1} EXPUNGE`)
    }
  }
}

/** One item of a FETCH answer (RFC 3501, 7.4.2); those that nobody asks for are left out. */
function fetched(item: string, { raw, flags, date }: StoredMail): Buffer[] {
  const name = item.toUpperCase()
  if (name === 'UID') return []
  if (name === 'FLAGS') return [Buffer.from(` FLAGS (${[...flags].join(' ')})`)]
  if (name === 'RFC822.SIZE') return [Buffer.from(` RFC822.SIZE ${raw.length}`)]
  if (name === 'INTERNALDATE') return [Buffer.from(` INTERNALDATE ${quote(internalDate(date))}`)]
  if (name === 'ENVELOPE')
    return [Buffer.from(' ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)')]
  const section = /^BODY(?:\.PEEK)?\[(HEADER|TEXT)?\](?:<(\d+)\.(\d+)>)?$/.exec(name)
  if (!section) return []
  const end = raw.indexOf('\r\n\r\n')
  const [, part, from, most] = section
  let body = raw
  if (part === 'HEADER') body = end === -1 ? raw : raw.subarray(0, end + 4)
  if (part === 'TEXT') body = end === -1 ? Buffer.alloc(0) : raw.subarray(end + 4)
  if (from) body = body.subarray(Number(from), Number(from) + Number(most))
  return [Buffer.from(` BODY[${part ?? ''}]${from ? `<${from}>` : ''} {${body.length}}\r\n`), body]
}

function internalDate(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString())!
  return `${day}-${month}-${year} ${time} +0000`
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** The words of a command: atoms, quoted strings, and lists in round brackets. */
function wordsOf(line: string): Word[] {
  const stack: Word[][] = [[]]
  const pieces = line.matchAll(/\s+|\(|\)|"((?:[^"\\]|\\.)*)"|((?:[^\s()"[]|\[[^\]]*\])+)/g)
  for (const [whole, quoted, atom] of pieces) {
    if (whole === '(') stack.push([])
    else if (whole === ')') {
      const list = stack.pop() ?? []
      stack.at(-1)?.push(list)
    } else if (quoted !== undefined) stack.at(-1)!.push(quoted.replace(/\\(.)/g, '$1'))
    else if (atom !== undefined) stack.at(-1)!.push(atom)
  }
  return stack[0]
}
