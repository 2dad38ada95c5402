import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from 'wouter';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

/** `primary`: the one next step of a screen. `quiet`: everything else. `danger`: deletes something. */
export type ButtonVariant = 'primary' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  /** `small` for rows of tables; still 32 px high. */
  readonly size?: 'normal' | 'small';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button; every attribute of `<button>` is passed on, `type` is `button` unless said otherwise. */
export function Button({ variant = 'quiet', size = 'normal', className, type, ...rest }: ButtonProps) {
  const classes = classNames(styles.button, styles[variant], size === 'small' && styles.small, className);
  return <button {...rest} type={type ?? 'button'} className={classes} />;
}

export interface LinkButtonProps {
  /** Route without the hash, for example `/train`. */
  readonly to: string;
  readonly variant?: ButtonVariant;
  readonly children: ReactNode;
}

/** A link to another screen that looks like a button: for "go there", never for "do it". */
export function LinkButton({ to, variant = 'quiet', children }: LinkButtonProps) {
  return (
    <Link href={to} className={classNames(styles.button, styles[variant])}>
      {children}
    </Link>
  );
}

/** A row of buttons that wraps; the first is the main one. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
