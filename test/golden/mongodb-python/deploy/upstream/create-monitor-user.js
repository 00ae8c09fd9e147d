// The account of the exporter: it may read the state of the server and the sizes of its databases,
// but no documents and nothing of what others do.
//
//   MONITOR_PASSWORD=… mongosh mongodb://admin@localhost:27017/admin create-monitor-user.js
//
// Then MONGODB_URI is mongodb://exporter:…@localhost:27017/?authSource=admin
const name = 'exporter';
const admin = db.getSiblingDB('admin');

const role = {
  privileges: [
    { resource: { cluster: true }, actions: ['serverStatus', 'listDatabases'] },
    // Of every database.
    { resource: { db: '', collection: '' }, actions: ['dbStats'] },
  ],
  roles: [],
};
if (admin.getRole(name)) {
  admin.updateRole(name, role);
} else {
  admin.createRole({ role: name, ...role });
}

const account = {
  pwd: process.env.MONITOR_PASSWORD ?? passwordPrompt(),
  roles: [{ role: name, db: 'admin' }],
};
if (admin.getUser(name)) {
  admin.updateUser(name, account);
} else {
  admin.createUser({ user: name, ...account });
}
