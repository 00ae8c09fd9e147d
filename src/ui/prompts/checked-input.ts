import {
  createPrompt,
  isEnterKey,
  isTabKey,
  makeTheme,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';

/** What a check says about a text while it is typed. */
export interface Remark {
  /** A sentence, or several. */
  message: string;
  /** A text that would be right; Tab takes it. */
  suggestion?: string;
  /** The text cannot be used as it is. */
  blocking: boolean;
}

interface Config {
  message: string;
  default?: string;
  /** Enter on nothing ends with an empty answer instead of the default. */
  optional?: boolean;
  check: (text: string) => Remark | undefined;
}

/** A line of text that is checked at every key, shows what is wrong below it and offers a correction. */
export const checkedInput = createPrompt<string, Config>((config, done) => {
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const prefix = usePrefix({ status, theme });
  const value = text || config.default || '';
  const remark = text === '' && !refused ? undefined : config.check(value);

  useKeypress((key, line) => {
    if (isEnterKey(key)) {
      const final = config.check(value);
      if (final?.blocking && !(config.optional && text === '')) {
        // readline has emptied its line; put the text back so that it can be corrected.
        line.write(text);
        setRefused(true);
        return;
      }
      setText(value);
      setStatus('done');
      done(value);
    } else if (isTabKey(key)) {
      const replacement = remark?.suggestion ?? (text || config.default || '');
      line.clearLine(0);
      line.write(replacement);
      setText(replacement);
    } else {
      setText(line.line);
      setRefused(false);
    }
  });

  const message = theme.style.message(config.message, status);
  if (status === 'done') {
    // What was no reason to stop stays to be seen: who types fast has not read it yet.
    const warning = text === '' ? undefined : config.check(value)?.message;
    return [
      `${prefix} ${message} ${theme.style.answer(value)}`,
      warning === undefined ? '' : theme.style.help(`! ${warning}`),
    ];
  }
  const shown = text || (config.default ? theme.style.defaultAnswer(config.default) : '');
  return [`${prefix} ${message} ${shown}`, remark ? remarkLines(remark) : ''];

  function remarkLines({ message: problem, suggestion, blocking }: Remark): string {
    const told = blocking ? theme.style.error(problem) : theme.style.help(`! ${problem}`);
    return suggestion === undefined
      ? told
      : `${told}\n${theme.style.help('Tab takes ')}${theme.style.highlight(suggestion)}`;
  }
});
