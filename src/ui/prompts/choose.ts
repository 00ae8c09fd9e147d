import inquirer from 'inquirer';

interface Choice<T> {
  value: T;
  description: string;
  checked?: boolean;
}

/** One of several, with the arrow keys. Nothing is asked where there is only one. */
export async function chooseOne<T extends string>(
  message: string,
  choices: readonly Choice<T>[],
): Promise<T> {
  if (choices.length === 1) return choices[0]!.value;
  const answers = await inquirer.prompt([
    { type: 'select', name: 'answer', message, choices: named(choices) },
  ]);
  return answers.answer as T;
}

/** Any number of several, with the space bar. */
export async function chooseMany<T extends string>(
  message: string,
  choices: readonly Choice<T>[],
  required: boolean,
): Promise<T[]> {
  const answers = await inquirer.prompt([
    { type: 'checkbox', name: 'answer', message, choices: named(choices), required },
  ]);
  return answers.answer as T[];
}

/** Yes or no. */
export async function confirm(message: string, byDefault: boolean): Promise<boolean> {
  const answers = await inquirer.prompt([
    { type: 'confirm', name: 'answer', message, default: byDefault },
  ]);
  return answers.answer;
}

function named<T extends string>(choices: readonly Choice<T>[]) {
  const width = Math.max(...choices.map(({ value }) => value.length));
  return choices.map(({ value, description, checked }) => ({
    value,
    name: `${value.padEnd(width)}  ${description}`,
    short: value,
    checked: checked === true,
  }));
}
