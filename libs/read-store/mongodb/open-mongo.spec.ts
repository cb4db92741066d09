import { describe, expect, it } from '@jest/globals';
import { BadMongoUrl } from './errors.js';
import { openMongo } from './open-mongo.js';

describe('openMongo', () => {
  const opened = (url: string) => openMongo(url).database;

  it.each([
    ['mongodb://localhost', 'roster'],
    ['mongodb://localhost/', 'roster'],
    ['mongodb://localhost/?replicaSet=rs0', 'roster'],
    ['mongodb://a:27017,b:27018/company?replicaSet=rs0', 'company'],
    ['mongodb://user:p%2Fw@localhost/company', 'company'],
    ['mongodb://localhost/test', 'test'],
  ])('takes the database from %s', (url, name) => {
    expect(opened(url).databaseName).toBe(name);
  });

  it('writes to a majority with a journal, reads from one, and tries again, unless the URL says otherwise', () => {
    const database = opened('mongodb://localhost');
    expect(database.writeConcern).toMatchObject({ w: 'majority', journal: true });
    expect(database.readConcern?.level).toBe('majority');
    const own = database.client.options;
    expect(own).toMatchObject({ retryWrites: true, retryReads: true, serverSelectionTimeoutMS: 5_000 });
    expect(own.appName).toBe('roster');
    const differing = 'mongodb://localhost/?retryWrites=false&appname=other&serverSelectionTimeoutMS=77';
    const said = opened(differing).client.options;
    expect(said).toMatchObject({ retryWrites: false, retryReads: true, serverSelectionTimeoutMS: 77 });
    expect(said.appName).toBe('other');
  });

  it.each(['', 'localhost:27017', 'mongodb://', 'mongodb://user:se cret@@host', 'mongodb://user:secret@host/?tls=7'])(
    'refuses %j without a word of what it holds',
    (url) => {
      let error: unknown;
      try {
        openMongo(url);
      } catch (failure) {
        error = failure;
      }
      expect(error).toBeInstanceOf(BadMongoUrl);
      expect(error).toMatchObject({ code: 'mongodb_url_invalid', kind: 'unavailable' });
      expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toMatch(/se\s?cret/);
    },
  );
});
