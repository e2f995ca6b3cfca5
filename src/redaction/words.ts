/** What people call a password, in the languages that they chat in. Parts of patterns that ignore case. */

/** In scripts that put spaces between words. */
export const PASSWORD_WORD = `pass(?:word|wd|phrase|code)|pwd|log-?in code|passwort|kennwort|mot de passe|mdp|contraseña|wachtwoord|senha|palavra-passe|hasło|парол[ьяюе]м?|şifre(?:m|n|miz|niz|si)?|lösenord(?:et)?|adgangskode|passord|heslo|salasana|jelszó|parolă|kata sandi|mật khẩu|κωδικός|parola d['’]ordine`

/** Words that mean a password only where what follows looks like one: `pass`, `clave` and `parola` mean other things too. */
export const WEAK_PASSWORD_WORD = 'pw|pass|passkey|clave(?: de acceso)?|parola(?:m|mız)?|kodeord|code secret'

/** In scripts in which a password itself stands out: nothing but signs and words of the script comes between. */
export const FOREIGN_PASSWORD_WORD =
  'パスワード|パスコード|暗証番号|密码|密碼|口令|비밀번호|암호|패스워드|كلمة المرور|كلمة السر|पासवर्ड|סיסמה|รหัสผ่าน|пароль'

/** Lower-case beginnings of which one must occur where any of the words above does. */
export const PASSWORD_HINTS: readonly string[] = [
  'pass',
  'pwd',
  'pw',
  'code',
  'kod',
  'wort',
  'mdp',
  'mot de',
  'contraseña',
  'wachtwoord',
  'senha',
  'clave',
  'hasło',
  'парол',
  'şifre',
  'parol',
  'lösenord',
  'passord',
  'heslo',
  'salasana',
  'jelszó',
  'sandi',
  'khẩu',
  'κωδικός',
  ...FOREIGN_PASSWORD_WORD.split('|'),
]
