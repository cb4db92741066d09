import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedVault } from '#libs/vault';
import { vaultContract, type VaultUnderTest } from './vault.contract.js';

vaultContract('embedded', openInTemporaryFolder);

async function openInTemporaryFolder(): Promise<VaultUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'roster-vault-'));
  let vault = await openEmbeddedVault({ directory });
  return {
    vault,
    async reopen() {
      await vault.close();
      vault = await openEmbeddedVault({ directory });
      return vault;
    },
    async close() {
      await vault.close();
      await rm(directory, { recursive: true });
    },
  };
}
