/** What people call a password, in the languages that they chat in. Parts of patterns that ignore case. */

import { mentions } from './span.ts'

/** In scripts that put spaces between words. */
export const PASSWORD_WORD = `pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|mot de passe|mdp|contraseña|wachtwoord|senha|palavra-passe|hasło|парол[ьяюе]м?|şifre(?:m|n|miz|niz|si)?|lösenord(?:et)?|adgangskode|passord|heslo|salasana|jelszó|parolă|kata sandi|mật khẩu|κωδικός|parola d['’]ordine`

/** Words that mean a password only where what follows looks like one: `pass`, `login code`, `clave` and `parola` mean other things too. */
export const WEAK_PASSWORD_WORD =
  'pw|pass|passkey|log-?in code|clave(?: de acceso)?|parola(?:m|mız)?|kodeord|code secret'

/** What makes another thing of a password: its policy, its hash, its field. */
export const NO_COMPOUND =
  '(?![ -]?(?:polic|hash|field|re-?set|manager|form|page|flow|rule|length|prompt|storage|check|generator|table|column|format|strength|encod|encrypt|feld|richtlinie|länge|protect|based|less))'

/** In scripts in which a password itself stands out: nothing but signs and words of the script comes between. */
export const FOREIGN_PASSWORD_WORD =
  'パスワード|パスコード|暗証番号|密码|密碼|口令|비밀번호|암호|패스워드|كلمة المرور|كلمة السر|पासवर्ड|סיסמה|รหัสผ่าน|пароль'

/** Lower-case beginnings of which one must occur where any of the words above does. */
const LATIN_HINTS = [
  'pass',
  'pw',
  'code',
  'kod',
  'wort',
  'woord',
  'mdp',
  'mot de',
  'mot_de',
  'contrase',
  'senha',
  'clave',
  'heslo',
  'salasana',
  'jelsz',
  'sandi',
  'parol',
  'senord',
]
const OTHER_HINTS = ['パスは', 'hasło', 'парол', 'şifre', 'khẩu', 'κωδικός', ...FOREIGN_PASSWORD_WORD.split('|')]

/** Whether one of the words may occur. Most texts are Latin, and need not be searched for the words of other scripts. */
export function mentionsPassword(text: string): boolean {
  return mentions(text, LATIN_HINTS) || (/[\u0100-\uffff]/.test(text) && mentions(text, OTHER_HINTS))
}
