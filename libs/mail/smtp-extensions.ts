import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/**
 * Asks the server once whether it takes bytes above 127 (8BITMIME, RFC 6152).
 *
 * nodemailer's pool tells what a server can do only after a message has been delivered, and would send 8-bit bytes
 * to a server that never offered to take them. So this opens a connection of its own, reads the greeting and leaves.
 *
 * @throws the connection's error
 */
export function takesEightBit(options: SMTPConnectionOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    connection.on('error', reject);
    connection.connect((error) => {
      if (error) {
        reject(error);
        return;
      }
      const greeting = connection.lastServerResponse || '';
      resolve(/^250[ -]8BITMIME\b/im.test(greeting));
      connection.quit();
    });
  });
}
