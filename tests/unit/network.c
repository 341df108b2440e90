/* Which file systems are shared by machines. */
#include "db/sqlite.h"
#include "tap.h"

int
main(void)
{
	ok(sqlite_network_type(0x6969), "NFS is a network");
	ok(sqlite_network_type(0x517b), "SMB is");
	ok(sqlite_network_type((long)0xff534d42), "CIFS is");
	ok(sqlite_network_type((int)0xff534d42), "with a negative type, too");
	ok(sqlite_network_type((int)0xfe534d42), "SMB2 is");
	ok(sqlite_network_type(0x01021997), "9P is");
	ok(sqlite_network_type(0x00c36400), "Ceph is");
	ok(sqlite_network_type(0x5346414f), "AFS is");
	ok(sqlite_network_type(0x7461636f), "OCFS2 is");
	ok(!sqlite_network_type(0xef53), "ext4 is not");
	ok(!sqlite_network_type((long)0x9123683e), "btrfs is not");
	ok(!sqlite_network_type(0x58465342), "XFS is not");
	ok(!sqlite_network_type(0x01021994), "tmpfs is not");
	ok(!sqlite_network_type(0x794c7630), "overlayfs is not");
	ok(!sqlite_network_type(0), "nothing is not");
	return done();
}
